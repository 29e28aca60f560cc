#include "partiql/output_row.h"

#include "protocol/json_writer.h"
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

std::string output_row(const std::optional<Projection>& projection, const Item& stored) {
  const Item item = with_sets_in(SetOrder::hashed, stored);
  if (!projection) return std::string(item.json());
  ItemReader reader(item);
  std::vector<std::string> names;
  std::vector<const AttributeValue*> values;
  for (const Path* path : projection->paths_into(item)) {
    const AttributeValue* value = walk(reader.find(path->top()), *path, reader.search());
    if (value == nullptr) continue;
    names.push_back(column_name(*path));
    values.push_back(value);
  }
  const auto repeated = NameOrder(names).repeated();
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (repeated[i] == 0) json.key(names[i]).raw(to_json(*values[i]));
  }
  json.end_object();
  return out;
}

}  // namespace shardbook::partiql
