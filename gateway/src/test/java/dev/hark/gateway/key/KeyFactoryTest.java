package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class KeyFactoryTest {
  @Test
  void changesAreHeardOverAConnectionLikeThoseOfThePool() throws SQLException {
    DatasourceConfiguration settings = new DatasourceConfiguration("default");
    settings.setUrl("jdbc:postgresql://db.example:5433/hark?sslmode=verify-full");
    settings.setUsername("hark");
    settings.addDataSourceProperty("sslrootcert", "/etc/hark/ca.pem");
    settings.addDataSourceProperty("socketTimeout", 2);
    settings.addDataSourceProperty("whatNoDriverKnows", true);
    PGSimpleDataSource database = KeyFactory.database(settings);
    assertEquals("verify-full", database.getSslMode());
    assertEquals("/etc/hark/ca.pem", database.getSslRootCert());
    assertEquals("hark", database.getUser());
    assertEquals(1, database.getSocketTimeout(), "must fail sooner than the pool's");
  }

  @Test
  void userAndPasswordOfTheAddressGoFirstAsTheyDoForThePool() throws SQLException {
    DatasourceConfiguration settings = new DatasourceConfiguration("default");
    settings.setUrl("jdbc:postgresql://db.example/hark?user=in_address&password=also");
    settings.setUsername("postgres");
    settings.setPassword("");
    PGSimpleDataSource database = KeyFactory.database(settings);
    assertEquals("in_address", database.getUser());
    assertEquals("also", database.getPassword());
  }
}
