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

  Result<Projection> parse() {
    Projection projection;
    do {
      ASSIGN_OR_RETURN(Path next, path());
      projection.list.push_back(std::move(next));
    } while (take_sign(","));
    RETURN_IF_ERROR(expect_end());
    return projection;
  }
};

Status resolve_projection(Projection& projection, Placeholders& placeholders) {
  for (const Path& path : projection.list) RETURN_IF_ERROR(check_reserved(path));
  for (Path& path : projection.list) RETURN_IF_ERROR(resolve_names(path, placeholders));
  return check_overlaps(projection.paths());
}

}  // namespace

std::vector<const Path*> Projection::paths() const {
  std::vector<const Path*> out;
  for (const Path& path : list) out.push_back(&path);
  return out;
}

Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders) {
  RETURN_IF_ERROR(check_expression_text(ExpressionKind::projection, text, placeholders.layer()));
  auto projection = ProjectionParser(text).parse();
  if (!projection) return invalid_expression(ExpressionKind::projection, std::move(projection).error());
  if (Status status = resolve_projection(*projection, placeholders); !status) {
    return invalid_expression(ExpressionKind::projection, std::move(status).error());
  }
  return projection;
}

AttributeMap project(const Projection& projection, const Item& item) {
  AttributeMap touched;
  for (const Path& path : projection.list) {
    if (find_attribute(touched, path.top()) != nullptr) continue;
    Attribute attribute{path.top(), {}};
    if (item.decode(attribute.name, attribute.value)) touched.push_back(std::move(attribute));
  }
  return skeleton(projection.paths(), touched);
}

}  // namespace shardbook
