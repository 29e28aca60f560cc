#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "storage/tree.h"

TEST_CASE("keys compare as unsigned bytes, however long their common prefix") {
  std::vector<std::string> keys;
  for (std::size_t alike = 0; alike <= 20; ++alike) {
    for (const char* end :
         {"", "a", "b", "ab", "\x7f", "\x80", "\xff", "\x01\xff\xff\xff\xff\xff\xff\xff\xff", "\x02", "aaaaaaaaaaaaaaaaaaaab"}) {
      keys.push_back(std::string(alike, 'a') + end);
    }
    keys.push_back(std::string(alike, 'a') + '\0');
  }
  for (const std::string& a : keys) {
    for (const std::string& b : keys) {
      const int order = shardbook::compare_keys(a, b);
      INFO(a, " and ", b);
      REQUIRE((order < 0) == (a < b));
      REQUIRE((order == 0) == (a == b));
    }
  }
}
