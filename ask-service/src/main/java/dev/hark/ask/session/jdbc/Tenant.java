package dev.hark.ask.session.jdbc;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller of a statement, {@code :caller} in it: project, mode, and the end user that it is
 * bound to or nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@TypeDef(type = DataType.STRING_ARRAY, converter = Tenant.Binding.class)
@interface Tenant {
  String OF_PROJECT = "project_id = (:caller)[1] AND mode = (:caller)[2]";

  /** What the caller may see: the condition that every statement about sessions carries. */
  String VISIBLE = OF_PROJECT + " AND ((:caller)[3] = '' OR end_user_id = (:caller)[3])";

  /** A caller as the elements of an array. */
  @Singleton
  final class Binding implements AttributeConverter<Caller, String[]> {
    @Override
    public String[] convertToPersistedValue(Caller caller, ConversionContext context) {
      return new String[] {
        caller.project().value(),
        caller.mode().text(),
        caller.boundTo().map(EndUserId::value).orElse("")
      };
    }

    @Override
    public Caller convertToEntityValue(String[] stored, ConversionContext context) {
      throw new UnsupportedOperationException("a caller is never read");
    }
  }
}
