package io.headrace.listener.service.reaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small SMTP server that keeps what it is sent, and refuses recipients when it is told to. */
public final class SmtpServer implements AutoCloseable {

    /** A mail as it came. */
    public record Mail(String from, String to, String data) {}

    private final ServerSocket socket;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile String recipientAnswer = "250 ok";

    private SmtpServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static SmtpServer start() throws IOException {
        SmtpServer server = new SmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread accepting = new Thread(server::accept, "smtp");
        accepting.setDaemon(true);
        accepting.start();
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Mail> mails() {
        return mails;
    }

    /** What it says to each recipient from now on. */
    void answerRecipients(String answer) {
        recipientAnswer = answer;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread talking = new Thread(() -> talk(client), "smtp-client");
                talking.setDaemon(true);
                talking.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 test");
            String from = "";
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "MAIL" -> {
                        from = line;
                        say(out, "250 ok");
                    }
                    case "RCPT" -> {
                        to = line;
                        say(out, recipientAnswer);
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        mails.add(new Mail(from, to, data(in)));
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append('\n');
        }
        return data.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
