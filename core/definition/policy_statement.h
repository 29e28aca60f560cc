#pragma once

#include <string>
#include <utility>
#include <vector>

#include "protocol/json_document.h"
#include "protocol/json_writer.h"

namespace shardbook {

/// One statement of a resource-based policy, with names from
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html

using PolicyTexts = std::vector<std::string>;

struct PolicyPrincipals {
  bool unqualified = false;  // "*" rather than {"AWS":"*"}
  PolicyTexts users;         // also roles; an account is its root user
  PolicyTexts services;

  bool everyone() const;
};

struct PolicyStatement {
  PolicyTexts sid;  // at most one
  bool allows = false;
  bool negates_principals = false;  // NotPrincipal, NotAction, NotResource
  bool negates_actions = false;
  bool negates_resources = false;
  PolicyPrincipals principals;
  PolicyTexts actions;
  PolicyTexts resources;
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, PolicyTexts>>>> conditions;  // by operator, then by key
};

/// Returns the first required element that is missing from the statement, or null.
const char* missing_element(const JsonDocument::object_t& statement);
/// Returns false if these are not the members of a statement.
bool read_statement(const JsonDocument::object_t& members, PolicyStatement& statement);
void sort_lists(PolicyStatement& statement);
void write_statement(JsonWriter& json, const PolicyStatement& statement);

}  // namespace shardbook
