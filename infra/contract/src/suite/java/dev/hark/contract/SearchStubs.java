package dev.hark.contract;

import dev.hark.proto.search.v1.IndexServiceGrpc;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceBlockingStub;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceStub;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceBlockingStub;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/** Who reaches both services of search-service. */
public interface SearchStubs {
  Channel channel();

  default SearchServiceBlockingStub search() {
    return SearchServiceGrpc.newBlockingStub(channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  default IndexServiceBlockingStub write() {
    return IndexServiceGrpc.newBlockingStub(channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  default IndexServiceStub stream() {
    return IndexServiceGrpc.newStub(channel()).withDeadlineAfter(120, TimeUnit.SECONDS);
  }
}
