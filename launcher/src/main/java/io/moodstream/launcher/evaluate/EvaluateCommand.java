package io.moodstream.launcher.evaluate;

import picocli.CommandLine.Command;

/** Measures the classifier, the detectors and the whole pipeline. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measure the classifier on labelled faces, a detector on pictures with boxes, or all of it on a video.",
        subcommands = {EvaluateFacesCommand.class, EvaluateFramesCommand.class, EvaluatePipelineCommand.class})
public final class EvaluateCommand {}
