/** Embedding models behind a server that speaks OpenAI's embeddings call. */
@NullMarked
package dev.hark.embedding.http;

import org.jspecify.annotations.NullMarked;
