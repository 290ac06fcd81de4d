package io.github.ferrypost.bridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Lanes in turn, round after round, and the median of each. The first round is not counted, since Java warms up in it. */
final class Race {
    private final Map<Lane, List<Measure>> rounds = new LinkedHashMap<>();

    /**
     * @param lanes with their baselines among them
     * @param count of the rounds that count
     */
    static Race run(List<Lane> lanes, Round round, int count) throws Exception {
        Race race = new Race();
        lanes.forEach(lane -> race.rounds.put(lane, new ArrayList<>()));
        for (int i = 0; i <= count; i++) {
            for (Lane lane : lanes) {
                Measure measure = round.run(lane);
                if (i > 0) {
                    race.rounds.get(lane).add(measure);
                }
            }
        }
        return race;
    }

    /** What each lane came to. */
    <T> List<T> results(Function<Lane, T> row) {
        return rounds.keySet().stream().map(row).toList();
    }

    double median(Lane lane, ToDoubleFunction<Measure> what) {
        return median(rounds.get(lane).stream().mapToDouble(what).toArray());
    }

    /** The lane's throughput as a part of its baseline's in the same round. */
    double ratio(Lane lane) {
        List<Measure> own = rounds.get(lane);
        List<Measure> base = rounds.get(baseline(lane));
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own.get(i).perSecond() / base.get(i).perSecond();
        }
        return median(ratios);
    }

    /** How much longer a client waits than on the baseline, in milliseconds. */
    double added(Lane lane, ToDoubleFunction<Measure> what) {
        return median(lane, what) - median(baseline(lane), what);
    }

    private Lane baseline(Lane lane) {
        return rounds.keySet().stream()
                .filter(each -> each.name().equals(lane.baseline()))
                .findFirst()
                .orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
