#pragma once

#include <string_view>

namespace shardbook::partiql {

/// Returns whether `word`, in any case, is a keyword of PartiQL, which include those of SQL-92. Unquoted ones are not names.
///
/// https://partiql.org/assets/PartiQL-Specification.pdf
bool is_partiql_keyword(std::string_view word);

}  // namespace shardbook::partiql
