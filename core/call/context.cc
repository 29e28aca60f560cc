#include "call/context.h"

#include <algorithm>

namespace shardbook {

namespace {

void add_once(std::vector<std::string>& list, std::string_view text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

}  // namespace

void Context::touch_table(std::string_view name) {
  if (events != nullptr) add_once(tally.tables, name);
}

}  // namespace shardbook
