#pragma once

/// Closed forms of queueing theory. Arrivals are Poisson of rate lambda; times in seconds.
/// Source: Gross, Shortle, Thompson, Harris, "Fundamentals of Queueing Theory", 4th ed.
namespace faultline {

/// Share of arrivals that find all of `servers` busy and go: a = lambda E[S] erlang offered,
/// B(0) = 1, B(c) = a B(c - 1) / (c + a B(c - 1)).
inline double erlang_b(int servers, double offered) {
  double blocked = 1;
  for (int c = 1; c <= servers; ++c) blocked = offered * blocked / (c + offered * blocked);
  return blocked;
}

/// Share of arrivals that have to wait: C = B / (1 - rho (1 - B)), rho = a / c.
inline double erlang_c(int servers, double offered) {
  const auto blocked = erlang_b(servers, offered);
  return blocked / (1 - offered / servers * (1 - blocked));
}

/// Mean sojourn time of M/M/c: E[S] + C(c, a) E[S] / (c - a).
inline double mmc_sojourn(int servers, double lambda, double service) {
  const auto offered = lambda * service;
  return service + erlang_c(servers, offered) * service / (servers - offered);
}

/// Mean sojourn time of M/G/1 (Pollaczek, Khinchine): E[S] + lambda E[S^2] / (2 (1 - rho)).
inline double mg1_sojourn(double lambda, double service, double second_moment) {
  return service + lambda * second_moment / (2 * (1 - lambda * service));
}

}  // namespace faultline
