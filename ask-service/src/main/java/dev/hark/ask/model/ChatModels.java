package dev.hark.ask.model;

import dev.hark.runtime.id.Ids.ProjectId;
import java.util.Optional;

/** The models that are set up. */
public interface ChatModels {
  /** The model of this provider for this project; empty when it is not set up. */
  Optional<ChatModel> find(ProjectId project, String provider);

  /** What answers when nobody asks for a provider. */
  ChatModel standard(ProjectId project);
}
