package dev.hark.gateway.http;

import java.io.InputStream;

/**
 * A body that is too large to be held.
 *
 * @param bytes read once, then closed, by whoever sends it
 * @param length how many they are
 */
public record SizedStream(InputStream bytes, long length) {}
