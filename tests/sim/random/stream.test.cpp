#include "sim/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

namespace faultline {

namespace {

/// The argument at which mix() gives `value`: its steps undone one by one, from the last.
std::uint64_t mixed_from(std::uint64_t value) {
  const auto undo_shift = [](std::uint64_t bits, int shift) {
    auto result = bits;
    for (int done = shift; done < 64; done += shift) result = bits ^ result >> shift;
    return result;
  };
  const auto inverse = [](std::uint64_t odd) {  // Newton's iteration modulo 2^64
    auto result = odd;
    for (int i = 0; i < 6; ++i) result *= 2 - odd * result;
    return result;
  };
  value = undo_shift(value, 31) * inverse(0x94D049BB133111EBu);
  value = undo_shift(value, 27) * inverse(0xBF58476D1CE4E5B9u);
  return undo_shift(value, 30);
}

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;

double mean_of(const std::vector<double>& numbers) {
  double sum = 0;
  for (const double number : numbers) sum += number;
  return sum / static_cast<double>(numbers.size());
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double covariance = 0;
  double square_a = 0;
  double square_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    covariance += (a[i] - mean_a) * (b[i] - mean_b);
    square_a += (a[i] - mean_a) * (a[i] - mean_a);
    square_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return covariance / std::sqrt(square_a * square_b);
}

std::vector<double> first_draws(const Stream& stream, std::uint64_t attempt = 0) {
  std::vector<double> numbers;
  for (std::uint64_t request = 0; request < 100'000; ++request)
    numbers.push_back(stream.draw(request, attempt).uniform());
  return numbers;
}

}  // namespace

TEST_CASE("A stream is SplitMix64 from its key on, request by request") {
  // The first outputs of the published SplitMix64 from seed 1234567.
  const std::uint64_t published[] = {6457827717110365317u, 3203168211198807973u,
                                     9817491932198370423u, 4593380528125082431u,
                                     16408922859458223821u};
  for (std::uint64_t request = 0; request < 5; ++request)
    CHECK(Stream{1234567}.draw(request).uniform() ==
          Approx(static_cast<double>(published[request]) * 0x1p-64).margin(1e-15));
}

TEST_CASE("The least and the greatest words still give numbers inside (0, 1)") {
  REQUIRE(mix(mixed_from(0)) == 0);
  REQUIRE(mix(mixed_from(~0ull)) == ~0ull);
  CHECK(Stream{mixed_from(0) - golden}.draw(0).uniform() > 0);
  CHECK(Stream{mixed_from(~0ull) - golden}.draw(0).uniform() < 1);
}

TEST_CASE("Exponential numbers fill bins of equal probability equally, far out too") {
  // Bin i holds E with i <= 100 (1 - e^-E) < i + 1; the last hundred are of the tail beyond 5.
  constexpr int numbers = 1'000'000;
  const auto stream = Streams{}.named("exponential");
  std::vector<double> bins(100), tail(100);
  for (std::uint64_t request = 0; request < numbers; ++request) {
    const auto number = stream.draw(request).exponential();
    ++bins[static_cast<std::size_t>(100 * -std::expm1(-number))];
    if (number > 5) ++tail[static_cast<std::size_t>(100 * -std::expm1(5 - number))];
  }
  const auto chi_square = [](const std::vector<double>& counts) {
    const auto expected = std::accumulate(counts.begin(), counts.end(), 0.0) / 100;
    double sum = 0;
    for (const auto count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
  };
  // With 99 degrees of freedom chi-square exceeds 148.2 once in a thousand times.
  CHECK(chi_square(bins) < 148.2);
  CHECK(chi_square(tail) < 148.2);
}

TEST_CASE("Exponential numbers have mean 1, and e^-x of them lie beyond x") {
  constexpr int numbers = 4'000'000;
  const auto stream = Streams{}.named("exponential");
  double sum = 0, beyond_r = 0;
  for (std::uint64_t request = 0; request < numbers; ++request) {
    const auto number = stream.draw(request).exponential();
    REQUIRE(number >= 0);
    sum += number;
    beyond_r += number > 7.69711747013104972;
  }
  // Standard deviations: 1 / sqrt(4e6), and sqrt(4e6 e^-r) of the count.
  CHECK(sum / numbers == Approx(1).margin(4 / std::sqrt(numbers)));
  const auto expected = numbers * std::exp(-7.69711747013104972);
  CHECK(beyond_r == Approx(expected).margin(4 * std::sqrt(expected)));
}

TEST_CASE("Uniform numbers have mean 1/2, variance 1/12 and equally filled bins") {
  const auto stream = Streams{.seed = 1, .replication = 0}.named("uniform");
  constexpr int requests = 100'000;
  constexpr int each = 10;
  constexpr int count = requests * each;
  double sum = 0;
  double squares = 0;
  std::vector<int> bins(100);
  for (std::uint64_t request = 0; request < requests; ++request) {
    auto draw = stream.draw(request);
    for (int i = 0; i < each; ++i) {
      const double number = draw.uniform();
      sum += number;
      squares += (number - 0.5) * (number - 0.5);
      ++bins[static_cast<std::size_t>(number * 100)];
    }
  }
  // Standard errors: sqrt(1/12 / n) of the mean, sqrt(1/180 / n) of the variance. Four of them.
  CHECK(sum / count == Approx(0.5).margin(4 * std::sqrt(1.0 / 12 / count)));
  CHECK(squares / count == Approx(1.0 / 12).margin(4 * std::sqrt(1.0 / 180 / count)));
  double chi_squared = 0;
  for (const int bin : bins) chi_squared += std::pow(bin - count / 100.0, 2) / (count / 100.0);
  CHECK(chi_squared == Approx(99).margin(4 * std::sqrt(2 * 99.0)));  // 99 degrees of freedom
}

TEST_CASE("The same seed, replication, name, request and attempt give the same numbers") {
  auto one = Streams{7, 2}.named("payment.charge").draw(5, 1);
  auto other = Streams{7, 2}.named("payment.charge").draw(5, 1);
  for (int i = 0; i < 10; ++i) CHECK(one.uniform() == other.uniform());
}

TEST_CASE("Streams that differ in seed, replication or name share no number") {
  std::set<double> numbers;
  int drawn = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (std::uint64_t replication = 0; replication < 10; ++replication)
      for (const auto* name :
           {"", "a", "b", "ab", "ba", "order", "order.checkout", "order.checkouT"})
        for (std::uint64_t request = 0; request < 10; ++request, ++drawn)
          numbers.insert(Streams{seed, replication}.named(name).draw(request).uniform());
  CHECK(drawn == 10 * 10 * 8 * 10);
  CHECK(static_cast<int>(numbers.size()) == drawn);
}

TEST_CASE("Streams within a part are its own, whatever their names and those of the part") {
  const Streams streams{.seed = 7, .replication = 3};
  const auto first = [](const Stream& stream) { return stream.draw(0).uniform(); };
  CHECK(first(streams.within("team").named("work")) == first(streams.within("team").named("work")));
  const std::set<double> numbers{
      first(streams.named("work")),
      first(streams.named("team/work")),
      first(streams.within("team").named("work")),
      first(streams.within("work").named("team")),
      first(streams.within("a").within("b").named("work")),
      first(Streams{.seed = 7, .replication = 4}.within("team").named("work"))};
  CHECK(numbers.size() == 6);
}

TEST_CASE("Names, replications, requests, attempts and successive draws are uncorrelated") {
  const Streams streams{.seed = 3, .replication = 0};
  const auto stream = streams.named("order");
  const auto numbers = first_draws(stream);
  // Without correlation the coefficient's standard error is 1 / sqrt(n). Four of them.
  const double margin = 4 / std::sqrt(100'000.0);
  CHECK(correlation(numbers, first_draws(streams.named("payment"))) == Approx(0).margin(margin));
  CHECK(correlation(numbers, first_draws(Streams{3, 1}.named("order"))) ==
        Approx(0).margin(margin));
  CHECK(correlation(numbers, first_draws(stream, 1)) == Approx(0).margin(margin));

  auto next_request = numbers;
  std::rotate(next_request.begin(), next_request.begin() + 1, next_request.end());
  CHECK(correlation(numbers, next_request) == Approx(0).margin(margin));

  std::vector<double> second;
  std::vector<double> third;
  for (std::uint64_t request = 0; request < 100'000; ++request) {
    auto draw = stream.draw(request);
    draw.uniform();
    second.push_back(draw.uniform());
    third.push_back(draw.uniform());
  }
  CHECK(correlation(numbers, second) == Approx(0).margin(margin));
  CHECK(correlation(numbers, third) == Approx(0).margin(margin));
  CHECK(correlation(second, third) == Approx(0).margin(margin));
}

TEST_CASE("Nested attempts are zero only for first tries all the way, and do not collide") {
  CHECK(nested_attempt(0, 0) == 0);
  std::set<std::uint64_t> attempts;
  for (std::uint64_t first = 0; first < 10; ++first)
    for (std::uint64_t second = 0; second < 10; ++second)
      for (std::uint64_t third = 0; third < 10; ++third)
        attempts.insert(nested_attempt(nested_attempt(first, second), third));
  CHECK(attempts.size() == 10 * 10 * 10);
}

}  // namespace faultline
