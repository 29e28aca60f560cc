#include "request/legacy_parameters.h"

#include <algorithm>

#include "expression/attribute_name.h"
#include "value/name_order.h"

namespace shardbook {

namespace {

std::string names_of(std::initializer_list<GivenParameter> parameters) {
  std::string out;
  for (const GivenParameter& parameter : parameters) {
    if (parameter.given) out += (out.empty() ? "" : ", ") + std::string(parameter.name);
  }
  return out;
}

bool any_given(std::initializer_list<GivenParameter> parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [](const GivenParameter& parameter) { return parameter.given; });
}

}  // namespace

Status check_not_mixed(std::initializer_list<GivenParameter> legacy, std::initializer_list<GivenParameter> expressions) {
  if (!any_given(legacy) || !any_given(expressions)) return {};
  return counted(
      validation_exception("Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {" +
                           names_of(legacy) + "} Expression parameters: {" + names_of(expressions) + "}"));
}

Result<std::optional<Projection>> attributes_to_get(const std::optional<std::vector<std::string>>& names) {
  if (!names) return std::optional<Projection>();
  const auto repeated = NameOrder(*names).repeated();
  std::vector<Path> paths;
  for (const std::string& name : *names) {
    RETURN_IF_ERROR(check_attribute_name(name));
    if (repeated[paths.size()] != 0) {
      return validation_exception("One or more parameter values were invalid: Duplicate value in attribute name: " + name);
    }
    paths.push_back(path_to(name));
  }
  return std::optional<Projection>(std::move(paths));
}

Path path_to(const std::string& attribute) {
  Path path;
  path.steps.push_back({false, attribute, 0});
  return path;
}

}  // namespace shardbook
