package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * nginx as a plain reverse proxy with one worker: what the kernel and a C event loop cost alone.
 */
public final class Nginx {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"), Path.of("/usr/bin/nginx"));

  private Nginx() {}

  /** Whether nginx is installed. */
  public static boolean installed() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  /**
   * The command that runs it in front of a provider; its files go to {@code folder}.
   *
   * @throws IOException when the folder cannot be written
   */
  public static List<String> command(Path folder, int port, int upstream) throws IOException {
    Path made = Files.createDirectories(folder.toAbsolutePath());
    Path file = made.resolve("nginx.conf");
    var _ = Files.writeString(file, configuration(made, port, upstream));
    String program =
        PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString();
    return List.of(program, "-p", made.toString(), "-c", file.toString());
  }

  private static String configuration(Path folder, int port, int upstream) {
    return """
    daemon off;
    worker_processes 1;
    worker_rlimit_nofile 20000;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log warn;
    events { worker_connections 19000; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      keepalive_requests 1000000000;
      keepalive_timeout 300s;
      tcp_nodelay on;
      upstream provider {
        server 127.0.0.1:%3$d;
        keepalive 1024;
        keepalive_requests 1000000000;
      }
      server {
        listen 127.0.0.1:%2$d backlog=8192;
        location = /ready { return 200 "ready"; }
        location / {
          proxy_pass http://provider;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
          proxy_read_timeout 300s;
        }
      }
    }
    """
        .formatted(folder, port, upstream);
  }
}
