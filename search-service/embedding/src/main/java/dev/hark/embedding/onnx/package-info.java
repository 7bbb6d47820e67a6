/** Embedding models that run in this process on ONNX Runtime. */
@NullMarked
package dev.hark.embedding.onnx;

import org.jspecify.annotations.NullMarked;
