package dev.hark.gateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTableTest {
  @ParameterizedTest
  @CsvSource({
    "400,invalid_request", "401,invalid_request", "404,not_found", "405,not_found",
    "406,invalid_request", "408,invalid_request", "413,request_too_large", "414,invalid_request",
    "415,invalid_request", "431,invalid_request", "500,unavailable", "501,unavailable",
    "503,unavailable"
  })
  void whatTheFrameworkWouldAnswerIsToldInTheContractsWords(int status, String code) {
    assertEquals(code, FailureTable.of(null, status).code().code());
    assertEquals(code, FailureTable.of(new IOException("inside"), status).code().code());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST,400,invalid_request",
    "UNAUTHORIZED,401,unauthorized",
    "FORBIDDEN,403,forbidden",
    "NOT_FOUND,404,not_found",
    "TRANSCRIPTION_NOT_READY,409,transcription_not_ready",
    "TRANSCRIPT_TOO_LARGE,413,transcript_too_large",
    "REQUEST_TOO_LARGE,413,request_too_large",
    "RATE_LIMIT_EXCEEDED,429,rate_limit_exceeded",
    "PROVIDER_ERROR,502,provider_error",
    "UNAVAILABLE,503,unavailable",
    "REFUSED,400,invalid_request",
    "INTERNAL,503,unavailable"
  })
  void eachRowOfTheContract(ErrorCode code, int status, String text) {
    assertEquals(status + " " + text, code.status() + " " + code.code());
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfOursIsToldAsItIs(ErrorCode code) {
    Failure failure = new Failure(code, "what to do", "field");
    assertEquals(failure, FailureTable.of(new FailureException(failure), 500));
  }
}
