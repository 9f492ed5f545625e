# docker build -t faultline .
# docker run --rm -v "$PWD:/work" faultline run 01
FROM debian:12-slim AS build
WORKDIR /faultline
COPY . .
RUN apt-get update && apt-get install -y --no-install-recommends dpkg-dev file
RUN ./faultline --version && cpack --config build/release/CPackConfig.cmake -B /package

FROM debian:12-slim
COPY --from=build /package/*.deb /
RUN apt-get update && apt-get install -y --no-install-recommends /faultline_*.deb && \
    rm -rf /var/lib/apt/lists/* /faultline_*.deb
WORKDIR /work
ENTRYPOINT ["faultline"]
