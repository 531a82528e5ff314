package health.cairn.imaging.measure;

/// A point or vector in an image plane, millimetres.
record PlanePoint(double x, double y) {
  PlanePoint minus(PlanePoint other) {
    return new PlanePoint(x - other.x, y - other.y);
  }

  double cross(PlanePoint other) {
    return x * other.y - y * other.x;
  }

  double length() {
    return Math.hypot(x, y);
  }
}
