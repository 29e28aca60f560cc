#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns what a projection's syntax error shows: "token" near "window".
std::string shown(const std::string& projection) {
  TestEngine engine;
  const std::string message =
      engine.fault("GetItem", {{"TableName", "nowhere"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"ProjectionExpression", projection}});
  const std::string start = "ValidationException: Invalid ProjectionExpression: Syntax error; token: ";
  const std::string middle = ", near: ";
  REQUIRE(message.compare(0, start.size(), start) == 0);
  const std::size_t at = message.find(middle);
  return message.substr(start.size(), at - start.size()) + " near " + message.substr(at + middle.size());
}

}  // namespace

TEST_CASE("a syntax error shows the token before the wrong one, the wrong one and the token after it, with their spaces") {
  CHECK(shown("aa,  = bb , cc") == R"("=" near ",  = bb")");
  CHECK(shown("aa bb cc dd") == R"("bb" near "aa bb cc")");
  CHECK(shown("aa..bb") == R"("." near "..bb")");
  CHECK(shown("aa[bb]") == R"("bb" near "[bb]")");
}

TEST_CASE("a syntax error at the first or the last token shows what there is") {
  CHECK(shown("= aa bb") == R"("=" near "= aa")");
  CHECK(shown("=") == R"("=" near "=")");
  CHECK(shown("aa, bb =") == R"("=" near "bb =")");
}

TEST_CASE("an expression that ends too early shows its last token alone") {
  CHECK(shown("aa, bb.") == R"("<EOF>" near ".")");
  CHECK(shown("aa, bb,   ") == R"("<EOF>" near ",")");
}

TEST_CASE("an expression of blanks shows them") {
  CHECK(shown(" ") == R"("<EOF>" near " ")");
  CHECK(shown(" \t ") == "\"<EOF>\" near \" \t \"");
}

TEST_CASE("a character that begins no token is a token of its own") {
  CHECK(shown("!!!") == R"("!" near "!!")");
  CHECK(shown("aa, bb@cc") == R"("@" near "bb@cc")");
  CHECK(shown("aa,é é") == R"("é" near ",é é")");
  CHECK(shown("aa, #") == R"("#" near ", #")");
  CHECK(shown("aa, : bb") == R"(":" near ", : bb")");
  CHECK(shown("aa, \"bb\"") == "\"\"\" near \", \"bb\"");
}

TEST_CASE("an attribute name starts with a letter and continues with letters, digits and underscores") {
  CHECK(shown("_abc") == R"("_" near "_abc")");
  CHECK(shown("abc, _d") == R"("_" near ", _d")");
  CHECK(shown("1a") == R"("1" near "1a")");
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("GetItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"ProjectionExpression":"a_b1, A__, z9.y_"})");
}
