package dev.hark.gateway.rpc;

import dev.hark.gateway.key.Caller;
import io.grpc.Deadline;

/** A request on its way in: for whom it is done and until when. */
public record Call(Caller caller, Deadline deadline) {}
