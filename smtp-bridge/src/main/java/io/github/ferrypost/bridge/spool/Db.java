package io.github.ferrypost.bridge.spool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database connection with its prepared statements, which are few (see {@link Sql}) and cost more to prepare than to
 * run. Not thread-safe.
 */
final class Db {
    private static final Logger LOG = System.getLogger(Db.class.getName());

    /** Reads the current row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Db(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement without preparing it: transaction control and DDL. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that does its work while its rows are read. */
    void runToEnd(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        // each row is one step of the work
                    }
                }
            }
        }
    }

    /** @return how many rows it changed */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    <T> List<T> query(Row<T> row, String sql, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet result = bound(sql, values).executeQuery()) {
            while (result.next()) {
                found.add(row.read(result));
            }
        }
        return found;
    }

    <T> Optional<T> first(Row<T> row, String sql, Object... values) throws SQLException {
        return query(row, sql, values).stream().findFirst();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /**
     * Closes the connection, which rolls back uncommitted changes. Ignores a failure to close: no caller could react to
     * it.
     */
    void release() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "cannot close a connection to the spool", e);
        }
    }
}
