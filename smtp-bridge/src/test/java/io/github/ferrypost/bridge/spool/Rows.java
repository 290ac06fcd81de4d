package io.github.ferrypost.bridge.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Looks into the tables, and spoils them, past the spool. */
final class Rows {
    private Rows() {}

    /** How many rows each table has, without those that have none. */
    static Map<String, Integer> of(Path directory) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"entry", "recipient", "chunk", "note", "loose"}) {
                try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    if (result.getInt(1) > 0) {
                        counts.put(table, result.getInt(1));
                    }
                }
            }
        }
        return counts;
    }

    static void run(Path directory, String sql) throws SQLException {
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(Path directory, String sql) throws SQLException {
        try (Connection connection = connect(directory);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getString(1);
        }
    }

    private static Connection connect(Path directory) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("spool.db") + "?busy_timeout=10000");
    }
}
