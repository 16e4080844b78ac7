package io.moodstream.classifier;

import java.nio.FloatBuffer;

/** Writes faces as a network wants them: its size, channels, layout and scale. */
final class ModelInput {
    private static final int GREYS = 256;

    private final ModelManifest manifest;

    /** The values of all greys, channel by channel. */
    private final float[][] values;

    ModelInput(ModelManifest manifest) {
        this.manifest = manifest;
        ModelManifest.Input input = manifest.input();
        this.values = new float[input.channelCount()][GREYS];
        for (int channel = 0; channel < values.length; channel++) {
            float mean = input.mean().get(channel);
            float deviation = input.deviation().get(channel);
            for (int grey = 0; grey < GREYS; grey++) {
                values[channel][grey] = (grey * input.scale() + input.offset() - mean) / deviation;
            }
        }
    }

    /** Returns the number of values of one face. */
    int floats() {
        return values.length * manifest.side() * manifest.side();
    }

    /** Adds a face to the buffer, by way of an array: that is three times as fast as value by value. */
    void put(Crop crop, FloatBuffer buffer) {
        byte[] greys = Resampling.to(manifest.side(), crop).pixels();
        boolean channelsLast = manifest.input().channelsLast();
        float[] face = new float[floats()];
        for (int channel = 0; channel < values.length; channel++) {
            int step = channelsLast ? values.length : 1;
            int at = channelsLast ? channel : channel * greys.length;
            float[] ofGrey = values[channel];
            for (byte grey : greys) {
                face[at] = ofGrey[grey & 0xff];
                at += step;
            }
        }
        buffer.put(face);
    }
}
