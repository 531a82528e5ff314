"""The classifiers that the fusion asks beside the joint network: one slice to glioma, meningioma, pituitary or none."""
