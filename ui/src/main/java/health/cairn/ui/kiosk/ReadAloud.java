package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;

/// A voice that reads a screen to who cannot.
public interface ReadAloud {

  /// No voice: the button is not there.
  ReadAloud SILENT =
      new ReadAloud() {
        @Override
        public boolean speaks(KioskLanguage language) {
          return false;
        }

        @Override
        public void say(String text, KioskLanguage language) {}

        @Override
        public void quiet() {}
      };

  boolean speaks(KioskLanguage language);

  /// Begins to read and returns; what was being read stops.
  void say(String text, KioskLanguage language);

  void quiet();
}
