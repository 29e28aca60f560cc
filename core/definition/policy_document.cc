#include "definition/policy_document.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "definition/policy_statement.h"
#include "protocol/json_document.h"
#include "protocol/json_writer.h"
#include "storage/table.h"

namespace shardbook {

namespace {

constexpr std::size_t kMostBytes = 20UL * 1024;

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }
Error invalid_document(const std::string& text) { return invalid("Invalid policy document: " + text); }

/// Returns whether the name is a user, a role or everyone.
bool is_user(std::string_view name) {
  return name == "*" || matches_pattern("arn:aws:iam::????????????:?*", name) || matches_pattern("arn:aws:sts::????????????:?*", name);
}

bool is_service(std::string_view name) { return name == "redshift.amazonaws.com" || name == "replication.dynamodb.amazonaws.com"; }

/// Reads one policy, stopping at the first error.
class Reader {
 public:
  Reader(const std::string& text, PolicyOf resource) : text_(text), resource_(resource) {}

  Status read() {
    const std::optional<JsonDocument> document = json_document(text_);
    if (document && document->is_null()) return invalid_document("This text appears not to be a policy");
    const auto* members = document ? document->get_ptr<const JsonDocument::object_t*>() : nullptr;
    return members == nullptr ? invalid_document("This policy contains invalid Json") : read_members(*members);
  }

  Status check() const {
    RETURN_IF_ERROR(check_sids());
    RETURN_IF_ERROR(check_actions());
    RETURN_IF_ERROR(check_resources());
    return check_principals();
  }

  std::string written() const {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    if (!version_.empty()) json.key("Version").string(version_);
    if (!id_.empty()) json.key("Id").string(id_);
    json.key("Statement").begin_array();
    for (const PolicyStatement& statement : statements_) write_statement(json, statement);
    json.end_array().end_object();
    return out;
  }

  /// Returns the policy with all its lists in one order.
  std::string sorted() {
    for (PolicyStatement& statement : statements_) sort_lists(statement);
    std::vector<std::string> texts;
    for (const PolicyStatement& statement : statements_) {
      JsonWriter json(texts.emplace_back());
      write_statement(json, statement);
    }
    std::sort(texts.begin(), texts.end());
    std::string out = version_ + '\n' + id_;
    for (const std::string& text : texts) out += '\n' + text;
    return out;
  }

  const std::vector<PolicyStatement>& statements() const { return statements_; }

 private:
  /// Returns an error with the position that the service reports for an unreadable document.
  Error syntax_error() const {
    const std::size_t row = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
    const std::size_t line = row == 0 ? 0 : text_.rfind('\n') + 1;
    return invalid_document("Syntax error at position (" + std::to_string(row + 1) + "," + std::to_string(text_.size() - line + 1) + ")");
  }

  Status read_members(const JsonDocument::object_t& members) {
    for (const auto& [name, value] : members) {
      if (name == "Statement") continue;
      const auto* text = value.get_ptr<const std::string*>();
      if ((name != "Version" && name != "Id") || text == nullptr) return syntax_error();
      (name == "Id" ? id_ : version_) = *text;
    }
    if (!version_.empty() && version_ != "2012-10-17" && version_ != "2008-10-17") return syntax_error();
    const auto statement = members.find("Statement");
    if (statement == members.end()) return syntax_error();
    const auto* list = statement->second.get_ptr<const JsonDocument::array_t*>();
    if (list == nullptr) return read_one(statement->second);
    if (list->empty()) return invalid_document("Could not parse the policy: Statement is empty!");
    for (const JsonDocument& element : *list) RETURN_IF_ERROR(read_one(element));
    return {};
  }

  Status read_one(const JsonDocument& document) {
    const auto* members = document.get_ptr<const JsonDocument::object_t*>();
    if (members == nullptr) return syntax_error();
    if (const char* missing = missing_element(*members)) return invalid_document(std::string("Missing required field ") + missing);
    return read_statement(*members, statements_.emplace_back()) ? Status() : syntax_error();
  }

  Status check_sids() const {
    std::set<std::string> sids;
    for (const PolicyStatement& statement : statements_) {
      if (!statement.sid.empty() && !sids.insert(statement.sid.front()).second) {
        return invalid_document("The Statement Ids in the policy are not unique");
      }
    }
    return {};
  }

  Status check_actions() const {
    std::string unknown;
    for (const PolicyStatement& statement : statements_) {
      for (const std::string& action : statement.actions) {
        if (!is_policy_action(action, resource_)) unknown += (unknown.empty() ? "\"" : ", \"") + action + "\"";
      }
    }
    return unknown.empty() ? Status() : invalid_document("The following action names are invalid: " + unknown);
  }

  Status check_resources() const {
    for (const PolicyStatement& statement : statements_) {
      for (const std::string& resource : statement.resources) RETURN_IF_ERROR(check_resource(resource));
    }
    return {};
  }

  Status check_resource(const std::string& arn) const {
    if (arn == "*") return {};
    std::size_t at = 0;
    for (int colon = 0; colon < 5; ++colon) {
      at = arn.find(':', at);
      if (at == std::string::npos || arn.compare(0, 4, "arn:") != 0) return syntax_error();
      ++at;
    }
    const std::string id = arn.substr(at);
    const bool of_stream = id.find("/stream/") != std::string::npos;
    const bool fits = id.compare(0, 6, "table/") == 0 && of_stream == (resource_ == PolicyOf::stream);
    if (fits || id == "*") return {};
    return invalid_document("The relative-id \"" + id + "\" is invalid for ARN \"" + arn + "\"");
  }

  Status check_principals() const {
    for (const PolicyStatement& statement : statements_) {
      const PolicyPrincipals& principals = statement.principals;
      if (!std::all_of(principals.services.begin(), principals.services.end(), is_service)) {
        return invalid_document("Policy contains invalid service principal");
      }
      if (!std::all_of(principals.users.begin(), principals.users.end(), is_user)) return invalid("Invalid principal in policy document.");
      if (!statement.allows || !principals.everyone() || !statement.conditions.empty()) continue;
      return validation_exception(
          "Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure least-privilege form "
          "of access");
    }
    return {};
  }

  const std::string& text_;
  PolicyOf resource_;
  std::string version_;
  std::string id_;
  std::vector<PolicyStatement> statements_;
};

bool denies_putting(const PolicyStatement& statement) {
  const auto puts = [](const std::string& action) { return matches_pattern(action, "dynamodb:PutResourcePolicy"); };
  const auto is_root = [](const std::string& user) { return user == std::string("arn:aws:iam::") + kAccountId + ":root"; };
  const PolicyPrincipals& principals = statement.principals;
  const bool names_it = std::any_of(statement.actions.begin(), statement.actions.end(), puts);
  const bool names_us = principals.everyone() || std::any_of(principals.users.begin(), principals.users.end(), is_root);
  return !statement.allows && statement.conditions.empty() && names_it != statement.negates_actions &&
         names_us != statement.negates_principals;
}

}  // namespace

Result<std::string> read_policy(const std::string& text, PolicyOf resource) {
  if (text.size() > kMostBytes) return invalid("Maximum policy size of " + std::to_string(kMostBytes) + " bytes exceeded");
  Reader reader(text, resource);
  RETURN_IF_ERROR(reader.read());
  RETURN_IF_ERROR(reader.check());
  return reader.written();
}

bool say_the_same(const std::string& policy, const std::string& other) {
  Reader one(policy, PolicyOf::table);
  Reader another(other, PolicyOf::table);
  return one.read().ok() && another.read().ok() && one.sorted() == another.sorted();
}

std::string shown_policy(const std::string& policy) {
  constexpr std::string_view kVersion = "{\"Version\":";
  if (policy.compare(0, kVersion.size(), kVersion) == 0) return policy;
  return "{\"Version\":\"2008-10-17\"," + policy.substr(1);
}

bool locks_out(const std::string& policy) {
  Reader reader(policy, PolicyOf::table);
  static_cast<void>(reader.read().ok());
  return std::any_of(reader.statements().begin(), reader.statements().end(), denies_putting);
}

}  // namespace shardbook
