# syntax=docker/dockerfile:1

# Everything is made on the JDK: the program, a runtime of only the modules it needs, and a
# start-up cache that this very runtime recorded while the gateway served requests.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY conf conf
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -Dquick compile dependency:copy-dependencies@libraries jar:jar@default-jar
RUN jlink --output /opt/java --no-header-files --no-man-pages --generate-cds-archive \
    --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.jfr,jdk.management,jdk.unsupported
# The cache holds for these paths alone, so they are the final ones.
RUN mkdir -p /opt/sluice \
    && cp -p target/sluice.jar conf/jvm.flags /opt/sluice/ \
    && cp -pR target/lib /opt/sluice/lib \
    && java src/main/launcher/Training.java /opt/java/bin/java @/opt/sluice/jvm.flags \
       -XX:AOTCacheOutput=/opt/sluice/sluice.aot -jar /opt/sluice/sluice.jar \
    && test -s /opt/sluice/sluice.aot

FROM debian:12-slim
COPY --from=build /opt/java /opt/java
COPY --from=build /opt/sluice /opt/sluice
COPY LICENSE /opt/sluice/LICENSE
COPY conf/sluice.yaml /etc/sluice/sluice.yaml
# A number, so that a cluster can see that it is not root.
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
# The shell opens the connection itself: no curl in the image, no second JVM every ten seconds.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8000} && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
# More JVM flags go into JDK_JAVA_OPTIONS, which the java command reads by itself.
ENTRYPOINT ["/opt/java/bin/java", "@/opt/sluice/jvm.flags", "-XX:AOTCache=/opt/sluice/sluice.aot", "-jar", "/opt/sluice/sluice.jar"]
CMD ["serve", "--config", "/etc/sluice/sluice.yaml"]
