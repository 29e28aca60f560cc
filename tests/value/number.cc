#include "value/number.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using shardbook::Number;

namespace {

std::string text_of(const char* text) {
  const auto parsed = Number::parse(text);
  REQUIRE(std::holds_alternative<Number>(parsed));
  return std::get<Number>(parsed).text();
}

Number::Fault fault_of(const std::string& text) {
  const auto parsed = Number::parse(text);
  REQUIRE(std::holds_alternative<Number::Fault>(parsed));
  return std::get<Number::Fault>(parsed);
}

Number number(const std::string& text) { return std::get<Number>(Number::parse(text)); }

}  // namespace

TEST_CASE("a number's text is plain decimal without redundant zeros") {
  CHECK(text_of("1") == "1");
  CHECK(text_of("+001.500") == "1.5");
  CHECK(text_of(".5") == "0.5");
  CHECK(text_of("5.") == "5");
  CHECK(text_of("-0") == "0");
  CHECK(text_of("0.000") == "0");
  CHECK(text_of("1e3") == "1000");
  CHECK(text_of("12.5E-3") == "0.0125");
  CHECK(text_of("99999999999999999999999999999999999999") == "99999999999999999999999999999999999999");
  CHECK(text_of("1e125") == "1" + std::string(125, '0'));
  CHECK(text_of("1e-130") == "0." + std::string(129, '0') + "1");
}

TEST_CASE("text that is not a number is told apart from numbers the service cannot store") {
  CHECK(fault_of("") == Number::Fault::empty);
  for (const char* text : {" 1", "1 ", "abc", "NaN", "Infinity", "1_000", "--1", "1e", ".", "1.2.3", "0x10"})
    CHECK(fault_of(text) == Number::Fault::malformed);
  CHECK(fault_of("123456789012345678901234567890123456789") == Number::Fault::precision);
  CHECK(fault_of("1e126") == Number::Fault::overflow);
  CHECK(fault_of("-1e126") == Number::Fault::overflow);
  CHECK(fault_of("1e-131") == Number::Fault::underflow);
}

TEST_CASE("the range of zero is checked as if its last digit were 1") {
  CHECK(text_of("0e125") == "0");
  CHECK(fault_of("0e126") == Number::Fault::overflow);
  CHECK(fault_of("00e126") == Number::Fault::overflow);
  CHECK(text_of("0e-130") == "0");
  CHECK(fault_of("0e-131") == Number::Fault::underflow);
  CHECK(text_of("-0.00e-128") == "0");
  CHECK(fault_of("0.00e-129") == Number::Fault::underflow);
}

TEST_CASE("exponents have 64 bits in the newer layer and 32 in the older, where sums with them overflow silently") {
  const auto outcome = [](const char* text, Number::Reading reading) {
    const auto parsed = Number::parse(text, reading);
    REQUIRE(std::holds_alternative<Number::Fault>(parsed));
    return std::get<Number::Fault>(parsed);
  };
  struct Case {
    const char* text;
    Number::Fault older;
    Number::Fault newer;
  };
  using Fault = Number::Fault;
  const Case cases[] = {
      {"1e2147483646", Fault::overflow, Fault::overflow},
      {"1e2147483647", Fault::underflow, Fault::overflow},
      {"0e2147483647", Fault::underflow, Fault::overflow},
      {"1.5e2147483647", Fault::underflow, Fault::overflow},
      {"1e2147483648", Fault::malformed, Fault::overflow},
      {"1e-2147483647", Fault::underflow, Fault::underflow},
      {"1e-2147483648", Fault::malformed, Fault::underflow},
      {"0.1e-2147483647", Fault::malformed, Fault::underflow},
      {"1e9223372036854775807", Fault::malformed, Fault::overflow},
      {"1e-9223372036854775808", Fault::malformed, Fault::underflow},
      {"1e9223372036854775808", Fault::malformed, Fault::malformed},
      {"1e-9223372036854775809", Fault::malformed, Fault::malformed},
      {"1e99999999999999999999999999", Fault::malformed, Fault::malformed},
      {"1e0000000000000000000000000126", Fault::overflow, Fault::overflow},
  };
  for (const Case& each : cases) {
    INFO(std::string(each.text));
    CHECK(outcome(each.text, Number::Reading::older) == each.older);
    CHECK(outcome(each.text, Number::Reading::newer) == each.newer);
  }
}

TEST_CASE("of several faults the newer layer reports precision first, the older layer last") {
  const std::string digits = "123456789012345678901234567890123456789";
  CHECK(std::get<Number::Fault>(Number::parse(digits + "e200", Number::Reading::older)) == Number::Fault::overflow);
  CHECK(std::get<Number::Fault>(Number::parse(digits + "e200", Number::Reading::newer)) == Number::Fault::precision);
  CHECK(std::get<Number>(Number::parse("1" + std::string(60, '0'), Number::Reading::newer)).text() == "1" + std::string(60, '0'));
}

TEST_CASE("a number keeps the scale it was written with, and equality ignores it") {
  const std::pair<const char*, int> cases[] = {{"1", 0}, {"1.0", 1}, {"1e2", -2}, {"100", 0}, {"1.50e1", 1}, {"0", 0}, {"0.00", 2}};
  for (const auto& [text, scale] : cases) CHECK(number(text).scale() == scale);
  CHECK(number("1.0") == number("1"));
  CHECK(number("1e2") == number("100"));
}

TEST_CASE("addition is exact to 38 digits and no further") {
  CHECK(std::get<Number>(Number::add(number("0.1"), number("0.2"))).text() == "0.3");
  CHECK(std::get<Number>(Number::add(number("9007199254740993"), number("1"))).text() == "9007199254740994");
  CHECK(std::get<Number>(Number::subtract(number("1"), number("1e-37"))).text() == "0." + std::string(37, '9'));
  CHECK(std::holds_alternative<Number::Fault>(Number::add(number("1e38"), number("1e-1"))));
  CHECK(std::holds_alternative<Number::Fault>(Number::add(number("9.9e125"), number("9.9e125"))));
}

TEST_CASE("ordered bytes sort as the numbers do") {
  std::mt19937 random(7);
  const auto any = [&] {
    std::string digits = (random() % 2) != 0 ? "-" : "";
    const auto length = 1 + random() % 12;
    for (unsigned i = 0; i < length; ++i) digits += static_cast<char>('0' + random() % 10);
    return number(digits + "e" + std::to_string(static_cast<int>(random() % 40) - 20));
  };
  for (int i = 0; i < 20'000; ++i) {
    const Number a = any();
    const Number b = any();
    std::string bytes_a;
    std::string bytes_b;
    a.append_ordered_bytes(bytes_a);
    b.append_ordered_bytes(bytes_b);
    const int order = bytes_a.compare(bytes_b);
    INFO(a.text() << " and " << b.text());
    CHECK((order < 0) == (Number::compare(a, b) < 0));
    CHECK((order == 0) == (Number::compare(a, b) == 0));
  }
}
