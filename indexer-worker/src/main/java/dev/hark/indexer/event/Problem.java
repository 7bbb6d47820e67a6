package dev.hark.indexer.event;

/**
 * Why an event can never work, for those who sent it.
 *
 * @param message names the field and what was expected there; never words of a transcript, a title
 *     or any other text of the event
 */
public record Problem(ErrorCode code, String message) {}
