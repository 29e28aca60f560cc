#pragma once

#include "request/common_shapes.h"
#include "request/projection_shape.h"

namespace shardbook {

/// Members of CreateTable and UpdateTable for vector indexes. Declared so that requests are read as the service reads them; using them is
/// refused.

struct VectorAttribute {
  std::optional<std::string> attribute_name;
};
struct SearchSchemaElement {
  std::optional<std::string> attribute_name;
  std::optional<std::string> search_schema_element_type;
};
struct VectorIndex {
  std::optional<std::string> index_name;
  std::optional<VectorAttribute> vector_attribute;
  std::optional<std::vector<SearchSchemaElement>> search_schema;
  std::optional<ProjectionInput> projection;
  std::optional<std::int64_t> dimensions;
  std::optional<std::string> distance_function;
};
struct VectorIndexUpdate {
  std::optional<VectorIndex> create;
  std::optional<VectorIndex> delete_;
};

namespace shape {

inline constexpr Shape kDistanceFunction = one_of("COSINE, DOT_PRODUCT, EUCLIDEAN");
inline constexpr Shape kSearchSchemaElementType = one_of("HASH, INLINE_FILTER");

inline constexpr Member vector_attribute_members[] = {
    required<&VectorAttribute::attribute_name>("AttributeName", kKeyAttributeName),
};
inline constexpr Shape kVectorAttribute = structure("VectorAttributeDefinition", vector_attribute_members);
inline constexpr Member search_schema_element_members[] = {
    required<&SearchSchemaElement::attribute_name>("AttributeName", kAttributeName),
    required<&SearchSchemaElement::search_schema_element_type>("SearchSchemaElementType", kSearchSchemaElementType),
};
inline constexpr Shape kSearchSchemaElement = structure("SearchSchemaElement", search_schema_element_members);
inline constexpr Shape kSearchSchema = list<SearchSchemaElement>(kSearchSchemaElement, 1);
inline constexpr Member vector_index_members[] = {
    required<&VectorIndex::index_name>("IndexName", kIndexName),
    required<&VectorIndex::vector_attribute>("VectorAttribute", kVectorAttribute),
    member<&VectorIndex::search_schema>("SearchSchema", kSearchSchema),
    required<&VectorIndex::projection>("Projection", kProjection),
    required<&VectorIndex::dimensions>("Dimensions", kPositiveLong),
    required<&VectorIndex::distance_function>("DistanceFunction", kDistanceFunction),
};
inline constexpr Shape kVectorIndex = structure("VectorIndex", vector_index_members);
inline constexpr Shape kVectorIndexes = list<VectorIndex>(kVectorIndex);
inline constexpr Shape kCreateVectorIndex = structure("CreateVectorIndexAction", vector_index_members);
inline constexpr Member delete_vector_index_members[] = {
    required<&VectorIndex::index_name>("IndexName", kIndexName),
};
inline constexpr Shape kDeleteVectorIndex = structure("DeleteVectorIndexAction", delete_vector_index_members);
inline constexpr Member vector_index_update_members[] = {
    member<&VectorIndexUpdate::create>("Create", kCreateVectorIndex),
    member<&VectorIndexUpdate::delete_>("Delete", kDeleteVectorIndex),
};
inline constexpr Shape kVectorIndexUpdate = structure("VectorIndexUpdate", vector_index_update_members);
inline constexpr Shape kVectorIndexUpdates = list<VectorIndexUpdate>(kVectorIndexUpdate);

}  // namespace shape

}  // namespace shardbook
