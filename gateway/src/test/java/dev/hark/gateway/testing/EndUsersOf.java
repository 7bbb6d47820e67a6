package dev.hark.gateway.testing;

import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetEndUsersRequest;
import dev.hark.proto.search.v1.GetEndUsersResponse;

/** What the fake of search-service is to say of everybody alike. */
public final class EndUsersOf {
  private EndUsersOf() {}

  /** Each who is asked for has this. */
  public static GetEndUsersResponse each(GetEndUsersRequest request, EndUser.Builder there) {
    GetEndUsersResponse.Builder response = GetEndUsersResponse.newBuilder();
    request.getEndUserIdsList().forEach(id -> response.addEndUsers(there.setEndUserId(id)));
    return response.build();
  }
}
