package dev.hark.ask.session;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where messages are kept, in one total order per session. Counts, last activity and last model of
 * the session change in the same step as its messages, however many turns run at once. Safe for
 * many threads. Every call may throw {@link StoreUnavailableException}; a call that did can be
 * repeated with the same arguments and does nothing twice. A {@link StoreFaultException} stays.
 */
public interface Conversation {
  /**
   * The message that is to be answered.
   *
   * @param first of its session: none came before it
   */
  record Said(Message.FromUser message, boolean first) {}

  /**
   * Keeps a user message, unless it is there already, or the same words wait for an answer in this
   * session: then the message that is there is given back, and is the one of this id too from then
   * on.
   *
   * @return empty when there is no such session
   */
  Optional<Said> say(Caller caller, SessionId session, Message.FromUser message);

  /**
   * Keeps a new session with its first message, both or neither; of a session that is there already
   * the message alone.
   *
   * @return empty when the session was not kept, as its end user, or the one recording that it is
   *     about, was erased, or its id is somebody else's
   */
  Optional<Said> begin(Caller caller, Session session, Message.FromUser message);

  /** What became of an answer that was to be kept. */
  sealed interface Kept {
    /**
     * It is kept, in these words and with the time that it has in the session's order.
     *
     * @param gone recordings that were given to it and are erased: what rested on them was taken
     *     out
     */
    record Now(Message.Answer answer, Set<RecordingId> gone) implements Kept {
      public Now {
        gone = Set.copyOf(gone);
      }
    }

    /** The message had been answered meanwhile, by this. */
    record Before(Message.Answer answer) implements Kept {}

    /** The session was deleted meanwhile. */
    record Gone() implements Kept {}
  }

  /**
   * Keeps an answer, but for what in it rests on recordings that were erased meanwhile.
   *
   * @param gone recordings that are to be treated as if they were
   * @param sources that it was made from, best first; kept with it, so that it is told again with
   *     the same ones
   * @param receipt kept with it, and gone with it; not kept when something of it is gone already
   */
  Kept answer(
      Caller caller,
      SessionId session,
      Message.Answer answer,
      Set<RecordingId> gone,
      List<SourceRef> sources,
      Optional<Receipt> receipt);

  /**
   * What an answer was made from. Empty for what is no answer of this session, and for one from
   * which something was taken out since.
   */
  Optional<Receipt> receipt(Caller caller, SessionId session, MessageId answer);

  /**
   * An answer with what it was made from.
   *
   * @param sources best first; none when a transcript was read whole
   */
  record Answered(Message.Answer answer, List<SourceRef> sources) {
    public Answered {
      sources = List.copyOf(sources);
    }
  }

  /**
   * The answer to a message of this session, by any id that the message is known by; empty while
   * there is none.
   */
  Optional<Answered> answerTo(Caller caller, SessionId session, MessageId message);

  /** The latest answered messages that came before this one, with their answers, oldest first. */
  List<Turn> turnsBefore(Caller caller, SessionId session, MessageId message, int most);

  /** Oldest first; empty when there is no such session. */
  Optional<Page<Message>> list(Caller caller, SessionId session, PageRequest page);

  /** A message and its answer. */
  record Turn(Message.FromUser question, Message.Answer answer) {
    public Turn {
      if (!answer.answers().equals(question.id())) {
        throw new IllegalArgumentException(answer.id() + " does not answer " + question.id());
      }
    }
  }
}
