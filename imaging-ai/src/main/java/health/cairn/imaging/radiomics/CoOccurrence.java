package health.cairn.imaging.radiomics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How often level i lies beside level j along one direction, both ways, as probabilities.
final class CoOccurrence {
  private final int n;
  private final double[] p;
  private final double[] px;

  private CoOccurrence(int n, double[] p) {
    this.n = n;
    this.p = p;
    this.px = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        px[i] += p[i * n + j];
      }
    }
  }

  static CoOccurrence flat() {
    return new CoOccurrence(1, new double[] {1});
  }

  /// Empty when no two voxels of the region are neighbours along the direction.
  static Optional<CoOccurrence> of(Levels levels, Direction step) {
    Region region = levels.region();
    int n = levels.count();
    double[] counts = new double[n * n];
    double total = 0;
    for (int z = 0; z < region.size(2); z++) {
      for (int y = 0; y < region.size(1); y++) {
        for (int x = 0; x < region.size(0); x++) {
          int i = levels.at(x, y, z);
          int j = i == 0 ? 0 : levels.at(x + step.dx(), y + step.dy(), z + step.dz());
          if (j > 0) {
            counts[(i - 1) * n + j - 1]++;
            counts[(j - 1) * n + i - 1]++;
            total += 2;
          }
        }
      }
    }
    if (total == 0) {
      return Optional.empty();
    }
    for (int k = 0; k < counts.length; k++) {
      counts[k] /= total;
    }
    return Optional.of(new CoOccurrence(n, counts));
  }

  /// Values of one matrix by PyRadiomics' name, in a fixed order.
  record Values(Map<String, Double> map) {
    Set<String> names() {
      return map.keySet();
    }

    double of(String name) {
      return map.getOrDefault(name, Double.NaN);
    }
  }

  Values values() {
    Map<String, Double> out = new LinkedHashMap<>();
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += (i + 1) * px[i];
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      variance += (i + 1 - mean) * (i + 1 - mean) * px[i];
    }
    cells(out, mean, variance);
    differences(out);
    sums(out);
    information(out);
    out.put("MCC", new MaximalCorrelation(p, px).value());
    return new Values(out);
  }

  private void cells(Map<String, Double> out, double mean, double variance) {
    double auto = 0;
    double prominence = 0;
    double shade = 0;
    double tendency = 0;
    double energy = 0;
    double maximum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double q = p[i * n + j];
        double around = i + j + 2 - 2 * mean;
        auto += q * (i + 1) * (j + 1);
        tendency += q * around * around;
        shade += q * around * around * around;
        prominence += q * around * around * around * around;
        energy += q * q;
        maximum = Math.max(maximum, q);
      }
    }
    out.put("Autocorrelation", auto);
    out.put("ClusterProminence", prominence);
    out.put("ClusterShade", shade);
    out.put("ClusterTendency", tendency);
    // One level only: PyRadiomics calls it perfectly correlated.
    out.put("Correlation", variance == 0 ? 1 : (auto - mean * mean) / variance);
    out.put("JointAverage", mean);
    out.put("JointEnergy", energy);
    out.put("MaximumProbability", maximum);
    out.put("SumSquares", variance);
  }

  private void differences(Map<String, Double> out) {
    double[] share = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        share[Math.abs(i - j)] += p[i * n + j];
      }
    }
    double average = 0;
    double contrast = 0;
    double entropy = 0;
    double id = 0;
    double idm = 0;
    double idn = 0;
    double idmn = 0;
    double inverseVariance = 0;
    for (int k = 0; k < n; k++) {
      double square = (double) k * k;
      average += k * share[k];
      contrast += square * share[k];
      entropy += Logs.entropyTerm(share[k]);
      id += share[k] / (1 + k);
      idm += share[k] / (1 + square);
      idn += share[k] / (1 + (double) k / n);
      idmn += share[k] / (1 + square / ((double) n * n));
      inverseVariance += k == 0 ? 0 : share[k] / square;
    }
    out.put("Contrast", contrast);
    out.put("DifferenceAverage", average);
    out.put("DifferenceEntropy", entropy);
    out.put("DifferenceVariance", contrast - average * average);
    out.put("Id", id);
    out.put("Idm", idm);
    out.put("Idmn", idmn);
    out.put("Idn", idn);
    out.put("InverseVariance", inverseVariance);
  }

  private void sums(Map<String, Double> out) {
    double[] share = new double[2 * n - 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        share[i + j] += p[i * n + j];
      }
    }
    double average = 0;
    double entropy = 0;
    for (int k = 0; k < share.length; k++) {
      average += (k + 2) * share[k];
      entropy += Logs.entropyTerm(share[k]);
    }
    out.put("SumAverage", average);
    out.put("SumEntropy", entropy);
  }

  private void information(Map<String, Double> out) {
    double hx = 0;
    double hxy = 0;
    double hxy1 = 0;
    double hxy2 = 0;
    for (int i = 0; i < n; i++) {
      hx += Logs.entropyTerm(px[i]);
      for (int j = 0; j < n; j++) {
        double q = p[i * n + j];
        double independent = px[i] * px[j];
        hxy += Logs.entropyTerm(q);
        hxy1 -= q > 0 ? q * Logs.log2(independent) : 0;
        hxy2 += Logs.entropyTerm(independent);
      }
    }
    out.put("Imc1", hx == 0 ? 0 : (hxy - hxy1) / hx);
    out.put("Imc2", Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (hxy2 - hxy)))));
    out.put("JointEntropy", hxy);
  }
}
