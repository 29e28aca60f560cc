#pragma once

#include <string_view>

namespace shardbook::partiql {

/// One of PartiQL's keywords, those of SQL-92 among them, in any case. Unquoted, it is no name.
///
/// https://partiql.org/assets/PartiQL-Specification.pdf
bool is_partiql_keyword(std::string_view word);

}  // namespace shardbook::partiql
