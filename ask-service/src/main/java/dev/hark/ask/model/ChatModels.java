package dev.hark.ask.model;

import dev.hark.runtime.id.Ids.ProjectId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The models that are set up. */
public interface ChatModels {
  /** The model of this provider for this project; empty when it is not set up. */
  Optional<ChatModel> find(ProjectId project, String provider);

  /** What answers when nobody asks for a provider. */
  ChatModel standard(ProjectId project);

  /** The same models, each with something around it. */
  default ChatModels each(UnaryOperator<ChatModel> around) {
    ChatModels models = this;
    return new ChatModels() {
      @Override
      public Optional<ChatModel> find(ProjectId project, String provider) {
        return models.find(project, provider).map(around);
      }

      @Override
      public ChatModel standard(ProjectId project) {
        return around.apply(models.standard(project));
      }
    };
  }
}
