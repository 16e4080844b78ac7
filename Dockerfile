# syntax=docker/dockerfile:1

# What the image stands on: Ubuntu, or for the GPU a CUDA 12 image with cuDNN 9 on the same Ubuntu.
ARG RUNTIME_IMAGE=ubuntu:22.04

FROM node:22.14.0-bookworm-slim AS node

FROM maven:3.9.9-eclipse-temurin-17 AS build
# The build fetches MediaPipe's models through npm, and makes the web pages.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY . .
# Empty, or gpu for ONNX Runtime with CUDA.
ARG MAVEN_PROFILE=
# Set by BuildKit: amd64 or arm64.
ARG TARGETARCH
RUN --mount=type=cache,target=/cache/maven --mount=type=cache,target=/cache/npm \
    npm_config_cache=/cache/npm mvn -Dmaven.repo.local=/cache/maven -B -q -ntp -DskipTests -Dspotless.check.skip=true -Djacoco.skip=true -Dcyclonedx.skip=false ${MAVEN_PROFILE:+-P${MAVEN_PROFILE}} \
        "-Djavacpp.platform=linux-$([ "${TARGETARCH}" = arm64 ] && echo arm64 || echo x86_64)" package

FROM ${RUNTIME_IMAGE}
# true adds GTK 2, which OpenCV's Haar cascades link.
ARG WITH_HAAR=false
# curl is for the health checks; the four libraries are what FFmpeg's device module links, which reads local cameras.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        curl openjdk-17-jre-headless libasound2 libpulse0 libxcb1 libxcb-shm0 \
        $([ "${WITH_HAAR}" = true ] && echo libgtk2.0-0) \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home moodstream \
    && install -d -o moodstream -g moodstream /var/lib/moodstream
COPY --from=build /build/launcher/target/lib /opt/moodstream/lib
# The command, and the list of all libraries in lib (CycloneDX).
COPY --from=build /build/launcher/target/moodstream.jar /build/launcher/target/bom.json /opt/moodstream/
COPY LICENSE NOTICE /opt/moodstream/
COPY --chmod=755 docker/entrypoint /opt/moodstream/entrypoint
# A numeric UID, so that runAsNonRoot can be checked. Nothing is written but in /tmp and /var/lib/moodstream.
USER 10001
WORKDIR /home/moodstream
# A small heap, since pictures and models live outside it, and a bound for all memory of the process. Native libraries are
# unpacked into /tmp. JAVA_OPTS of the container's environment comes after these.
ENV JAVA_TOOL_OPTIONS="-Xmx512m -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp -Dorg.bytedeco.javacpp.maxPhysicalBytes=3g -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["/opt/moodstream/entrypoint"]
CMD ["--help"]
