#include "request/legacy_updates.h"

#include "expression/attribute_name.h"
#include "request/legacy_parameters.h"

namespace shardbook {

namespace {

using Section = Update::Section;

Error invalid(const std::string& text) { return counted(validation_exception("One or more parameter values were invalid: " + text)); }

bool is_set(AttributeType type) { return type == AttributeType::SS || type == AttributeType::NS || type == AttributeType::BS; }

Status check_action(const std::string& action, const std::optional<ReadValue>& value) {
  // The stray quotation mark is the service's.
  if (action != "ADD" && action != "DELETE" && action != "PUT") {
    return counted(validation_exception("Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action"));
  }
  if (value && value->fault) return *value->fault;
  if (!value) {
    if (action == "DELETE") return {};
    return invalid("Only DELETE action is allowed when no attribute value is specified");
  }
  const AttributeType type = value->value.type();
  const std::string type_name(name_of(type));
  if (action == "DELETE" && !is_set(type)) return invalid("DELETE action with value is not supported for the type " + type_name);
  const bool can_add = is_set(type) || type == AttributeType::N || type == AttributeType::L;
  if (action == "ADD" && !can_add) return invalid("ADD action is not supported for the type " + type_name);
  return {};
}

Section section_of(const std::string& action, bool has_value) {
  if (action == "PUT") return Section::set;
  if (action == "ADD") return Section::add;
  return has_value ? Section::delete_ : Section::remove;
}

}  // namespace

Result<Update> legacy_update(const AttributeUpdates& updates) {
  Update out;
  out.is_legacy = true;
  for (const auto& [attribute, update] : updates) {
    RETURN_IF_ERROR(check_attribute_name(attribute));
    const std::string action = update.action.value_or("PUT");
    RETURN_IF_ERROR(check_action(action, update.value));
    Update::Action& made = out.actions.emplace_back();
    made.section = section_of(action, update.value.has_value());
    made.path = path_to(attribute);
    made.value.kind = Operand::Kind::value;
    if (update.value) made.value.given_value = &update.value->value;
  }
  return out;
}

}  // namespace shardbook
