#include "expression/projection.h"

#include "expression/expression_kind.h"
#include "expression/overlap.h"
#include "expression/parser.h"
#include "expression/resolve.h"

namespace shardbook {

namespace {

class ProjectionParser : public Parser {
 public:
  using Parser::Parser;

  Result<std::vector<Path>> parse() {
    std::vector<Path> paths;
    do {
      ASSIGN_OR_RETURN(Path next, path());
      paths.push_back(std::move(next));
    } while (take_sign(","));
    RETURN_IF_ERROR(expect_end());
    return paths;
  }
};

std::vector<const Path*> pointers_to(const std::vector<Path>& paths) {
  std::vector<const Path*> out;
  for (const Path& path : paths) out.push_back(&path);
  return out;
}

Status resolve_paths(std::vector<Path>& paths, Placeholders& placeholders) {
  for (const Path& path : paths) RETURN_IF_ERROR(check_reserved(path));
  for (Path& path : paths) RETURN_IF_ERROR(resolve_names(path, placeholders));
  return check_overlaps(pointers_to(paths));
}

bool is_written_before(const Path* a, const Path* b) { return a < b; }

}  // namespace

Projection::Projection(std::vector<Path> paths) : list_(std::move(paths)), sorted_(sorted(pointers_to(list_))) {
  NameOrder tops;
  for (const Path& path : list_) tops.add(path.top());
  tops.sort();
  repeated_ = tops.repeated();
}

Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

std::vector<const Path*> Projection::paths() const { return pointers_to(list_); }

std::vector<const Path*> Projection::paths_into(const Item& item) const {
  if (list_.size() <= item.attribute_count()) return paths();
  std::vector<const Path*> out;
  for (std::size_t i = 0; i < item.attribute_count(); ++i) {
    const SortedPaths found = continuing(sorted_paths(), 0, item.name_at(i));
    out.insert(out.end(), found.begin(), found.end());
  }
  return sorted(std::move(out), is_written_before);
}

std::vector<const Path*> paths_of(const std::optional<Projection>& projection) {
  return projection ? projection->paths() : std::vector<const Path*>();
}

Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders) {
  RETURN_IF_ERROR(check_expression_text(ExpressionKind::projection, text, placeholders.layer()));
  auto paths = ProjectionParser(text).parse();
  if (!paths) return invalid_expression(ExpressionKind::projection, std::move(paths).error());
  if (Status status = resolve_paths(*paths, placeholders); !status) {
    return invalid_expression(ExpressionKind::projection, std::move(status).error());
  }
  return Projection(std::move(*paths));
}

AttributeMap project(const Projection& projection, const Item& item) {
  AttributeMap out;
  ItemReader reader(item);
  for (const Path* path : projection.paths_into(item)) {
    const AttributeValue* value = projection.is_first(path) ? reader.find(path->top()) : nullptr;
    if (value == nullptr) continue;
    AttributeValue part;
    const SortedPaths paths = continuing(projection.sorted_paths(), 0, path->top());
    if (part_of(*value, paths, 1, part)) out.push_back({path->top(), std::move(part)});
  }
  return out;
}

}  // namespace shardbook
