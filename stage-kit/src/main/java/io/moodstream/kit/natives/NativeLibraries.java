package io.moodstream.kit.natives;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the native libraries of RocksDB and ONNX Runtime once, into JavaCPP's cache, where those of OpenCV and FFmpeg are.
 * By themselves both unpack theirs into the temporary folder at each start, 15 and 24 MB, and leave them there when the
 * process is killed. Where the cache cannot be used they do that still.
 */
public final class NativeLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

    /** The property with which ONNX Runtime is told the folder of its libraries. */
    private static final String ONNX_FOLDER = "onnxruntime.native.path";

    private NativeLibraries() {}

    /** Loads RocksDB's library, unless it is loaded. Called before anything else uses RocksDB. */
    public static void prepareRocksDb() {
        cached("/" + Environment.getJniLibraryFileName("rocksdb")).ifPresent(library -> {
            try {
                linkAsRocksDbWants(library.toPath());
                RocksDB.loadLibrary(List.of(library.getParent()));
            } catch (IOException | UnsatisfiedLinkError e) {
                LOG.debug("RocksDB's library cannot be loaded from {}", library, e);
            }
        });
    }

    /** In a given folder RocksDB looks for a name that its library does not have (its pull request 14167). */
    private static void linkAsRocksDbWants(Path library) throws IOException {
        Path link = library.resolveSibling(Environment.getJniLibraryFileName("rocksdbjni"));
        try {
            Files.createSymbolicLink(link, library.getFileName());
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} is there", link);
        }
    }

    /**
     * Tells ONNX Runtime where its libraries are, unless somebody else has. Called before anything else uses ONNX Runtime. A
     * build for CUDA has more libraries, which have to be beside each other, and unpacks them itself.
     */
    public static void prepareOnnxRuntime() {
        String folder = "/ai/onnxruntime/native/" + onnxPlatform() + "/";
        if (System.getProperty(ONNX_FOLDER) != null || isThere(folder + library("onnxruntime_providers_cuda"))) {
            return;
        }
        Optional<File> runtime = cached(folder + library("onnxruntime"));
        Optional<File> binding = cached(folder + library("onnxruntime4j_jni"));
        if (runtime.isPresent() && binding.isPresent() && canLoad(runtime.get())) {
            System.setProperty(ONNX_FOLDER, runtime.get().getParent());
        }
    }

    /** Returns whether a library can be used where it is: a folder may forbid to run what is in it. */
    private static boolean canLoad(File library) {
        try {
            System.load(library.getPath());
            return true;
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("ONNX Runtime's library cannot be loaded from {}", library, e);
            return false;
        }
    }

    /** Returns ONNX Runtime's name of this platform, such as linux-x64 for JavaCPP's linux-x86_64. */
    private static String onnxPlatform() {
        return Loader.getPlatform()
                .replace("macosx", "osx")
                .replace("windows", "win")
                .replace("x86_64", "x64")
                .replace("arm64", "aarch64");
    }

    private static String library(String name) {
        return System.mapLibraryName(name);
    }

    private static boolean isThere(String resource) {
        return NativeLibraries.class.getResource(resource) != null;
    }

    private static Optional<File> cached(String resource) {
        URL packed = NativeLibraries.class.getResource(resource);
        try {
            return packed == null ? Optional.empty() : Optional.ofNullable(Loader.cacheResource(packed));
        } catch (IOException e) {
            LOG.debug("{} cannot be unpacked into JavaCPP's cache", packed, e);
            return Optional.empty();
        }
    }
}
