#include "partiql/output_row.h"

#include "value/attribute_json.h"
#include "value/set_order.h"

namespace shardbook::partiql {

namespace {

/// Returns "c" for a.b.c, "c[0]" for a.b.c[0].
std::string column_name(const Path& path) {
  std::size_t last_name = path.steps.size() - 1;
  while (path.steps[last_name].is_index) --last_name;
  std::string name = path.steps[last_name].name;
  for (std::size_t i = last_name + 1; i < path.steps.size(); ++i) name += "[" + std::to_string(path.steps[i].index) + "]";
  return name;
}

}  // namespace

std::string output_row(const std::vector<Path>& projection, const Item& stored) {
  const Item item = with_sets_in(SetOrder::hashed, stored);
  if (projection.empty()) return std::string(item.json());
  ItemReader reader(item);
  AttributeMap row;
  for (const Path& path : projection) {
    const AttributeValue* value = walk(reader.find(path.top()), path);
    if (value == nullptr) continue;
    const std::string name = column_name(path);
    if (find_attribute(row, name) == nullptr) row.push_back({name, *value});
  }
  return to_json(row);
}

}  // namespace shardbook::partiql
