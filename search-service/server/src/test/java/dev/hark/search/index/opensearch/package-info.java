/** The index on OpenSearch: mappings, requests, replies. Nothing else talks to OpenSearch. */
@NullMarked
package dev.hark.search.index.opensearch;

import org.jspecify.annotations.NullMarked;
