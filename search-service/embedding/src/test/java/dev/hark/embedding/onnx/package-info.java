/** Tests. */
@NullMarked
package dev.hark.embedding.onnx;

import org.jspecify.annotations.NullMarked;
