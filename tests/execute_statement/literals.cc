#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

TestEngine with_mix() {
  TestEngine engine;
  engine.create_table("mix");
  return engine;
}

std::string refused(const std::string& item) {
  TestEngine engine = with_mix();
  return fault(engine, "INSERT INTO mix VALUE " + item);
}

}  // namespace

TEST_CASE("numbers may omit digits on either side of the point, and may have an exponent") {
  TestEngine engine = with_mix();
  items(engine, "INSERT INTO mix VALUE {'pk': 'a', 'v': [.5, 5., 1e5, 1E-2, 2.5e+1, -.5, +3, - 4]}");
  CHECK(items(engine, "SELECT v FROM mix")[0]["v"] ==
        parse_json(R"({"L":[{"N":"0.5"},{"N":"5"},{"N":"100000"},{"N":"0.01"},{"N":"25"},{"N":"-0.5"},{"N":"3"},{"N":"-4"}]})"));
}

TEST_CASE("an error in a literal gives its place in the statement's value") {
  const std::string invalid = "ValidationException: One or more parameter values were invalid: ";
  CHECK(refused("{'pk': 'a', 'v': 1e126}") ==
        "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range under root.v");
  CHECK(
      refused("{'pk': 'a', 'm': {'l': [0, 1e-131]}}") ==
      "ValidationException: Number underflow. Attempting to store a number with magnitude smaller than supported range under root.m.l[1]");
  CHECK(refused("{'pk': 'a', 'v': 123456789012345678901234567890123456789}") ==
        "ValidationException: Attempting to store more than 38 significant digits in a Number under root.v");
  CHECK(refused("{'pk': 'a', 'v': <<'x', 'y', 'x'>>}") == invalid + "Input collection [x, y, x] contains duplicates. under root.v");
  CHECK(refused("{'pk': 'a', 'v': [<<1, 1.0>>]}") == "ValidationException: Input collection contains duplicates under root.v[0]");
  CHECK(refused("{'pk': 'a', 'v': <<1, 'x'>>}").find(" under root.v") != std::string::npos);
  CHECK(refused("{'pk': 'a', 'v': {'x': 1, 'x': 2}}").find(" under root.v") != std::string::npos);
}

TEST_CASE("a literal in a condition or an assignment is its own root") {
  TestEngine engine = with_mix();
  const std::string overflow =
      "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range under root";
  CHECK(fault(engine, "SELECT * FROM mix WHERE v = 1e126") == overflow);
  CHECK(fault(engine, "UPDATE mix SET v = [1, 1e126] WHERE pk = 'a'") == overflow + "[1]");
  CHECK(fault(engine, "UPDATE mix SET v = w + 1e126 WHERE pk = 'a'") == overflow);
}

TEST_CASE("empty bags are refused") {
  CHECK(refused("{'pk': 'a', 'v': <<>>}") == "ValidationException: Empty bags are not supported under root.v");
  TestEngine engine = with_mix();
  CHECK(fault(engine, "SELECT * FROM mix WHERE v = <<>>") == "ValidationException: Empty bags are not supported under root");
}
