package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a model and where it runs.
 *
 * @param model that runs, which may be the float form of the one that was asked for
 * @param provider CPU or CUDA
 */
record PlacedModel(Model model, Provider provider) {
    private static final Logger LOG = LoggerFactory.getLogger(PlacedModel.class);

    /**
     * Chooses where the model of the settings runs. On CUDA a bundled network of 8 bits makes room for its float form,
     * because a GPU would leave a part of it to the CPU.
     *
     * @throws ConfigurationException if it cannot run where the settings want it
     */
    static PlacedModel of(ClassifierConfig config, CudaPresence cuda) {
        Model model = Model.load(config.model());
        ModelManifest manifest = model.manifest();
        Provider provider = config.provider().resolve(cuda);
        if (manifest.runsOn(provider)) {
            return new PlacedModel(model, provider);
        }
        boolean bundled = Model.file(config.model()).isEmpty(); // one's own is never replaced by another
        if (provider == Provider.CUDA && bundled && !manifest.floatForm().isEmpty()) {
            Model form = Model.load(java.util.Optional.of(manifest.floatForm()));
            LOG.info(
                    "Model {} runs on CPUs only; its float form {} takes its place on CUDA",
                    manifest.id(),
                    form.name());
            return new PlacedModel(form, provider);
        }
        if (config.provider() == Provider.AUTO && manifest.runsOn(Provider.CPU)) {
            return new PlacedModel(model, Provider.CPU);
        }
        String wanted = provider.name().toLowerCase(Locale.ROOT);
        throw new ConfigurationException("CLASSIFIER_PROVIDER=" + wanted + ": model " + manifest.id() + " runs on "
                + String.join(" and ", manifest.providers()) + " only; choose a float network such as "
                + Model.STANDARD + ", or another provider");
    }

    /**
     * Returns this model, which takes over from one that runs there: the stage has its threads for that.
     *
     * @throws ConfigurationException if it runs elsewhere
     */
    PlacedModel stayingOn(Provider before) {
        if (provider != before) {
            throw new ConfigurationException("model " + model.manifest().id() + " runs on " + provider
                    + ", but the stage was started for a model on " + before + "; restart it to use the new one");
        }
        return this;
    }
}
