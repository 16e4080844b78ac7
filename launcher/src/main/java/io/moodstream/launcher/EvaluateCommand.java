package io.moodstream.launcher;

import picocli.CommandLine.Command;

/** Measures the classifier and the detectors. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measure the classifier on labelled faces, or a detector on pictures with boxes.",
        subcommands = {EvaluateFacesCommand.class, EvaluateFramesCommand.class})
final class EvaluateCommand {}
