package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class MigrationPoolIT {
  @Test
  void aStatementMayTakeLongerThanTheServiceWaits() throws SQLException {
    Stack stack = SharedStack.get();
    HikariConfig service = new HikariConfig();
    service.setJdbcUrl(stack.createDatabase("gateway_migrations"));
    service.setUsername(stack.postgresUser());
    service.addDataSourceProperty("socketTimeout", 1);
    try (HikariDataSource pool = MigrationPool.of(service);
        Connection connection = pool.getConnection()) {
      assertTrue(connection.createStatement().execute("SELECT pg_sleep(1.2)"));
    }
    assertEquals(1, service.getDataSourceProperties().get("socketTimeout"), "left as it is");
  }
}
