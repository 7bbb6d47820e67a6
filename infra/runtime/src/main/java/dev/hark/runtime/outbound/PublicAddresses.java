package dev.hark.runtime.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the public internet from those that mean something in one network only. */
final class PublicAddresses {
  private static final int BYTE = 0xFF;

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & BYTE;
    int second = bytes[1] & BYTE;
    boolean thisNetwork = first == 0;
    boolean carrierGrade = first == 100 && (second & 0xC0) == 64;
    boolean special = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmarks = first == 198 && (second & 0xFE) == 18;
    boolean reserved = first >= 240;
    return !(thisNetwork || carrierGrade || special || benchmarks || reserved);
  }

  /** Global unicast is 2000::/3; 2001::/23, 2002::/16 and 64:ff9b::/96 can wrap a private one. */
  private static boolean isPublic6(byte[] bytes) {
    boolean global = (bytes[0] & 0xE0) == 0x20;
    boolean special = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xFE) == 0;
    boolean wraps4 = bytes[0] == 0x20 && bytes[1] == 0x02;
    return global && !special && !wraps4;
  }
}
