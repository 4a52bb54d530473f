package io.github.lockkeeper.testkit.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lockkeeper.testkit.process.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Canal server asks of canal-admin, and no more: its own properties, which destinations it runs, and the
 * properties of each. As canal-admin does, it answers a server that already has the present text with nothing, and one
 * with another account with an error. May be changed while servers poll.
 */
public final class CanalAdmin implements AutoCloseable {

    /** The account of the kit's servers. The password is sent scrambled, always the same. */
    public static final String USER = "admin";
    public static final String PASSWORD = "4ACFE3202A5FF5CF467898FC58AAB1D615029441";

    private static final String PREFIX = "/api/v1/config/";
    private static final int ACCEPTED = 20_000;
    private static final int REFUSED = 50_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> instances = new TreeMap<>();
    private final HttpServer http;
    private String server = "";

    private CanalAdmin(HttpServer http) {
        this.http = http;
    }

    public static CanalAdmin start() {
        try {
            CanalAdmin admin = new CanalAdmin(HttpServer.create(new InetSocketAddress("127.0.0.1", Ports.free()), 0));
            admin.http.createContext(PREFIX, admin::answer);
            admin.http.start();
            return admin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in {@code canal.admin.manager}. */
    public String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** The text of the servers' {@code canal.properties}. A server that polls restarts itself when it changes. */
    public synchronized CanalAdmin server(String text) {
        server = text;
        return this;
    }

    /** The text of a destination's {@code instance.properties}; a server starts it, or reloads it. */
    public synchronized CanalAdmin instance(String destination, String text) {
        instances.put(destination, text);
        return this;
    }

    /** A server stops the destination. */
    public synchronized CanalAdmin withoutInstance(String destination) {
        instances.remove(destination);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().getPath().substring(PREFIX.length());
        byte[] body = json.writeValueAsBytes(answer(exchange, asked));
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private synchronized Map<String, Object> answer(HttpExchange exchange, String asked) {
        if (!USER.equals(exchange.getRequestHeaders().getFirst("user"))
                || !PASSWORD.equals(exchange.getRequestHeaders().getFirst("passwd"))) {
            return answer(REFUSED, "auth is failed", null);
        }
        String known = parameters(exchange).getOrDefault("md5", "");
        if (asked.equals("server_polling")) {
            return answer(ACCEPTED, null, known.equalsIgnoreCase(md5(server)) ? null : config(server));
        }
        if (asked.equals("instances_polling")) {
            return answer(ACCEPTED, null, config(String.join(",", instances.keySet())));
        }
        String text = instances.get(asked.substring(asked.indexOf('/') + 1));
        return answer(ACCEPTED, null, text == null ? null : config(known.equalsIgnoreCase(md5(text)) ? null : text));
    }

    private static Map<String, Object> config(String content) {
        Map<String, Object> config = new HashMap<>();
        config.put("content", content);
        config.put("status", "1");
        return config;
    }

    private static Map<String, Object> answer(int code, String message, Map<String, Object> data) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("code", code);
        answer.put("message", message);
        answer.put("data", data);
        return answer;
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
