#include "definition/table_request.h"

namespace shardbook {

Status check_table_name_given(const std::optional<std::string>& name) {
  return name ? Status() : validation_exception("The parameter 'TableName' is required but was not present in the request");
}

}  // namespace shardbook
